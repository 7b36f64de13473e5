#!/bin/bash
# A table in 64 slices, without a scheduler of our own: sbatch cluster/slurm_array.sh tasks.parquet
# Afterwards, on any node: hse-lcz status tasks.parquet && hse-lcz merge tasks.parquet
#SBATCH --array=1-64
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=04:00:00
#SBATCH --output=slice-%a.log
set -euo pipefail

# Half an hour before the limit no further task is begun: what is left is for the next sbatch of the same line.
hse-lcz run "$1" --slice "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --max-seconds 12600
